"""Fragments of expressions for what stands around a number: units, counted nouns, function words."""

import re

#: Where a figure stands; the checks of numbers and dates look nowhere else.
FIGURE = re.compile(r"\d")

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
SPELLED = f"(?:one|two|three|four|five|six|seven|eight|nine|{_TEENS}|{_TENS})"
FUNCTION_WORD = (
    "(?:an?|the|in|on|at|of|by|for|from|to|with|and|or|but|as|that|which|who|when|where|while|because|is|are|was|were|"
    "has|have|had|will|would|he|she|it|they|we|there|this|after|before|during|until|per|worth)"
)
BEFORE = r"(?<![\w.,/:+\-#§])"
MEASURE = (
    r"(?:%|‰|°|per ?cent\b|percentage\b|[kcmµn]?m(?:²|³|/s|\b)|k?g\b|kilo\w+|met(?:er|re)s?\b|[kKMGT]i?B\b|[kMG]?Hz\b|"
    r"[kMG]?W\b|kWh\b|Gy\b|lit(?:er|re)s?\b|tonnes?\b|tons?\b|inch(?:es)?\b|feet\b|miles?\b|degrees?\b|hectares?\b|"
    r"(?:million|billion|trillion)\b|milli\w+|centi\w+|euros?\b|dollars?\b|pounds?\b|m?s\b|mph\b|points?\b|times\b|"
    r"volts?\b|grams?\b|ounces?\b|[xX]\b)"
)
TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
# Nouns that come in whole numbers: a fraction of one makes no sense.
_NO_NOUN = (
    "(?:his|its|this|thus|was|has|us|as|is|across|versus|less|plus|minus|always|besides|towards|perhaps|sometimes|lbs|"
    "series|basis)"
)
COUNTED = (
    rf"(?:(?!{_NO_NOUN}\b|{MEASURE}|{TIME})(?:[a-z]{{3,}}[^\W\dsu]s|[A-Z][a-z]{{2,}}(?:ans|ese|ish))|people|men|women|"
    r"children|police|years ago)\b"
)
