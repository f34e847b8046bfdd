"""Word lists for finding names: titles and their sex, words of bodies and places, particles."""

#: Titles and roles that name a woman.
WOMEN = frozenset(
    """
    mrs ms miss mme madam madame lady queen princess dame sister duchess empress baroness countess mother aunt
    spokeswoman chairwoman congresswoman businesswoman policewoman actress señora
    """.split()
)
#: Titles and roles that name a man.
MEN = frozenset(
    """
    mr sir lord king prince duke emperor baron count brother uncle father monsignor señor
    """.split()
)
#: Titles and roles that stand before a name.
TITLES = (
    frozenset(
        """
    admiral ambassador analyst archbishop attorney author bishop candidate capt captain cardinal chair chairman
    chairperson chancellor chief coach col colonel commander commissioner congressman councillor councilman deputy
    detective director dr economist envoy gen general gov governor historian imam inspector judge justice lawyer leader
    lieutenant lt major manager mayor minister mp officer pope premier president prof professor rabbi rep representative
    rev reverend secretary sen senator sergeant sgt sheikh spokesman spokesperson sultan
    """.split()
    )
    | WOMEN
    | MEN
)
#: What makes a longer title: "prime minister".
BEFORE_TITLE = frozenset(
    """
    acting chief defence defense deputy finance first foreign former interior prime vice
    """.split()
)
#: Given names that are places as well.
PLACES = frozenset(
    """
    adelaide alberta alexandria asia augusta aurora austin brooklyn carolina charlotte chelsea china columbus dallas
    denver diego eden florence francisco geneva georgia guadalupe hamilton helena holland houston india ireland israel
    jackson jordan jose juan kent kiev lincoln london lourdes lyon madison marino marion milan nancy nazareth odessa
    orlando paolo paris phoenix preston regina remo salvador santiago savannah siena sierra sofia sydney tours trinidad
    troy valencia verona victoria vienna virginia washington wellington
    """.split()
)
#: Words of the names of bodies, places and works.
THINGS = frozenset(
    """
    act administration agency agreement airlines airport api army assembly association avenue award awards bank
    battle bay bill board book bridge bureau center centre championship church city club college commission
    committee community company conference congress corp corporation council county court cup database department
    district east empire federation festival force forces foundation fund games government group guard hall hospital
    house inc institute island islands journal kingdom kong lake law league ltd magazine ministry mountain museum
    nations navy network news north ocean office organisation organization palace park parliament party plan police
    post prize program programme project province railway region republic river road school sea senate server
    service services society south square state states station street summit system team times tower treaty union
    university valley war west
    """.split()
)
#: Prepositions of place.
PLACE_BEFORE = frozenset(
    """
    across around at from in inside into near outside throughout to via
    """.split()
)
#: Small words inside names.
PARTICLES = frozenset(
    """
    al bin ibn de del della da di dos van von der den el la le ter ten y e
    """.split()
)
