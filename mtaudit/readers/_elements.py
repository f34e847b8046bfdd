"""What the elements of HTML mean for a reader of prose."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mtaudit.model import Kind

#: Elements that part blocks.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu nav noscript "
    "ol optgroup option p pre search section select summary table tbody td template tfoot th thead title tr ul".split()
)
#: Elements without an end tag.
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: Elements whose content is masked amid prose; where left open they end with their block.
CODE = frozenset("code kbd math samp tt var".split())
#: Elements whose content leaves no trace in the prose; of these, too, the inline ones end with their block.
SILENT = frozenset("iframe noembed noframes pre script style svg template textarea xmp".split())
#: Elements whose content is no markup: it ends at their end tag, whatever stands between.
RAW_TEXT = frozenset("iframe noembed noframes script style textarea title xmp".split())

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), "headline"),
        **dict.fromkeys("li dd".split(), "item"),
        **dict.fromkeys("figcaption caption".split(), "caption"),
        **dict.fromkeys("td th".split(), "cell"),
        "blockquote": "quote",
        "title": "meta",
    }
)
_CELLS = frozenset({"td", "th"})
_TERMS = frozenset({"dt", "dd"})
#: The open elements that the start of another one ends, besides "p", which the start of any block ends.
ENDED_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "li": frozenset({"li"}),
        "td": _CELLS,
        "th": _CELLS,
        "tr": _CELLS | {"tr"},
        "tbody": _CELLS | {"tr", "thead", "tbody"},
        "dt": _TERMS,
        "dd": _TERMS,
        "option": frozenset({"option"}),
    }
)
