"""English words whose forms no spelling rule gives; read by ``mtaudit.inflection``."""

from __future__ import annotations

#: ``verb past participle``, where both differ from the regular form or double a letter no rule foresees.
VERBS = """
abide abided abided
arise arose arisen
awake awoke awoken
be was been
bear bore borne
beat beat beaten
become became become
befall befell befallen
begin began begun
behold beheld beheld
bend bent bent
beset beset beset
bet bet bet
bid bid bid
bind bound bound
bite bit bitten
bleed bled bled
blow blew blown
break broke broken
breed bred bred
bring brought brought
broadcast broadcast broadcast
build built built
burst burst burst
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cling clung clung
come came come
cost cost cost
creep crept crept
cut cut cut
deal dealt dealt
dig dug dug
do did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed fed
feel felt felt
fight fought fought
find found found
flee fled fled
fling flung flung
fly flew flown
forbid forbade forbidden
forecast forecast forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forgo forwent forgone
freeze froze frozen
get got got
give gave given
go went gone
grind ground ground
grow grew grown
hang hung hung
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
input input input
keep kept kept
kneel knelt knelt
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
lie lay lain
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
mislead misled misled
mistake mistook mistaken
misunderstand misunderstood misunderstood
mow mowed mown
offset offset offset
outdo outdid outdone
overcome overcame overcome
overdo overdid overdone
overhear overheard overheard
override overrode overridden
overrun overran overrun
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
partake partook partaken
pay paid paid
prove proved proved
put put put
quit quit quit
read read read
rebuild rebuilt rebuilt
redo redid redone
remake remade remade
repay repaid repaid
reset reset reset
rewrite rewrote rewritten
rid rid rid
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
sew sewed sewn
shake shook shaken
shed shed shed
shine shone shone
shoot shot shot
show showed shown
shrink shrank shrunk
shut shut shut
sing sang sung
sink sank sunk
sit sat sat
slay slew slain
sleep slept slept
slide slid slid
sling slung slung
slit slit slit
sow sowed sown
speak spoke spoken
speed sped sped
spend spent spent
spin spun spun
spit spat spat
split split split
spread spread spread
spring sprang sprung
stand stood stood
steal stole stolen
stick stuck stuck
sting stung stung
stink stank stunk
stride strode stridden
strike struck struck
string strung strung
strive strove striven
swear swore sworn
sweep swept swept
swell swelled swollen
swim swam swum
swing swung swung
take took taken
teach taught taught
tear tore torn
tell told told
think thought thought
throw threw thrown
thrust thrust thrust
tread trod trodden
undergo underwent undergone
understand understood understood
undertake undertook undertaken
undo undid undone
uphold upheld upheld
upset upset upset
wake woke woken
wear wore worn
weave wove woven
weep wept wept
win won won
wind wound wound
withdraw withdrew withdrawn
withhold withheld withheld
withstand withstood withstood
wring wrung wrung
write wrote written
"""

#: Verbs of several syllables, stressed on the last, that double their last consonant.
DOUBLING = frozenset(
    "abet abhor acquit admit allot annul backdrop backlog begin beset commit compel concur confer control defer "
    "demur deter dispel embed emit enrol equip excel expel extol forbid forget format fulfil handicap impel incur "
    "infer input inter kidnap occur offset omit outbid outfit output outrun overlap overrun patrol permit prefer "
    "program propel rebel rebut recap recommit recur refer regret remit repel rerun reset submit transfer "
    "transmit upset worship".split()
)

#: ``singular plural``.
NOUNS = """
addendum addenda
aircraft aircraft
alumnus alumni
analysis analyses
antenna antennas
axis axes
bacterium bacteria
basis bases
calf calves
chassis chassis
child children
crisis crises
criterion criteria
curriculum curricula
datum data
deer deer
diagnosis diagnoses
die dice
echo echoes
elf elves
embargo embargoes
emphasis emphases
fish fish
foot feet
fungus fungi
goose geese
half halves
headquarters headquarters
hero heroes
hypothesis hypotheses
index indexes
knife knives
leaf leaves
life lives
loaf loaves
louse lice
man men
matrix matrices
means means
medium media
memorandum memoranda
mosquito mosquitoes
mouse mice
nucleus nuclei
oasis oases
offspring offspring
ox oxen
parenthesis parentheses
person people
phenomenon phenomena
potato potatoes
quiz quizzes
radius radii
scarf scarves
self selves
series series
sheaf sheaves
sheep sheep
shelf shelves
spacecraft spacecraft
species species
staff staff
stimulus stimuli
stratum strata
syllabus syllabuses
synthesis syntheses
thesis theses
thief thieves
tomato tomatoes
tooth teeth
tornado tornadoes
torpedo torpedoes
vertex vertices
veto vetoes
virus viruses
volcano volcanoes
watercraft watercraft
wife wives
wolf wolves
woman women
"""
