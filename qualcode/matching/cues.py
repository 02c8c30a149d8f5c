"""The words that the guards know, by what they do in a sentence. English.

In:  nothing.
Out: frozen sets of normalised words ("n't" is "not", "wo" is "will").
"""

from qualcode.matching.vocabulary import words

# --- how clauses begin and end
NOMINATIVE = words("i he she we they")
STOPS = words('; : — – -- ( ) " “ ” ? ! . ? !') | {"?!", "!?", "'", "‘", "’"}
PAUSES = words(", ... … ..")
AUXILIARY = words("""
    am is are was were be been being do does did have has had 's 're 've 'm 'd 'll
    will would can could may might shall should must ai isn aren wasn weren don doesn
""")
SUBORDINATE = words("""
    when while if unless although though whereas until till whenever wherever whether
    why how what where because cause 'cause cos coz lest
""")
# These open a clause only when a subject or an -ing form follows.
MAYBE_SUBORDINATE = words("after before since once so like except provided as")
RELATIVE = words("who whom which whose")
CONDITIONAL = words("if unless lest suppose supposing provided")
QUESTION_WORDS = words("why how when where what who which whom whose")
DETERMINER = words("""
    the a an this these those my your his her our their its some many two three four
    several most all each every another both
""")
SOMEBODY = words("""
    nobody none somebody someone everybody everyone anybody anyone people others police
    nothing something there it one neither
""")
ADVERB = words("""
    then also just even only still now finally again always never ever so maybe perhaps
    apparently really actually probably possibly suddenly sometimes often usually later
    simply nearly almost already yet too soon once immediately basically literally
    honestly hardly barely first all both instead merely at least
""")
PREPOSITION = words("in on at for with by of from to without after before during near")
# Past forms that do not end in -ed: a verb of its own after "and" or a comma.
IRREGULAR = words("""
    threw took put beat hit cut hurt broke came went got gave said told kept held left
    ran drove brought sent sold shut set let made stole shot tore struck caught fought
    found knew saw slept spent stood sat lost paid woke began forced raped fell drew
    lay fled hung dragged had was were did could would thrown taken beaten broken
    stolen held kept driven
""")
NOT_PAST = words("red bed need feed seed indeed speed hundred naked sacred wed")
# The past is spelt like the infinitive.
BARE_PAST = words("beat hit cut hurt put shut set let come read")
TAGS = words("right no yeah yes ok okay innit huh eh correct true")

# --- negation
NEGATION = words("""
    not never no nobody nothing none neither nor without cannot hardly barely scarcely
    nowhere ain't aint
""")
NOT_REALLY_AFTER = words("""
    only just merely simply because until till before long doubt wonder matter sooner
    mention exactly
""")
PREPOSITION_BEFORE_NO = words("for with in by of at from about after under")
# "did not stop hitting", "never failed to hit": it happened.
GOES_ON = words("""
    stop stopped stops stopping hesitate hesitated fail failed quit cease ceased forget
    forgot miss missed
""")
# "prevented them from hitting": it did not happen; "could not prevent": it did.
PREVENTS = words("""
    prevent prevented prevents preventing avoid avoided avoids avoiding refuse refused
    refuses refusing instead rather failed fail fails
""")
STOPPED = words("stop stopped stops stopping quit ceased")
ESCAPED = words("escape escaped escapes spared saved protected kept")
# What is denied of these leaves open, or takes for granted, what follows.
OPEN_WHEN_DENIED = words("""
    want wanted wish see saw seen hear heard notice noticed remember recall witness
    witnessed agree agreed consent consented ask asked like
""")
GRANTED_WHEN_DENIED = words("""
    know knew known understand understood realise realize realised realized believe
    believed care forget forgot accept accepted deserve deserved expect expected explain
    report reported mention mentioned
    afraid scared
""")
HAPPEN = words("happen happened happens occur occurred occurs take took taken")

# --- fears, threats, conditions, possibilities
FEAR = words("""
    afraid scared frightened terrified fear fears feared fearing worried worry worries
    worrying anxious panic dread dreaded nervous danger risk risks risked risking
    frightens scares
""")
THREAT = words("""
    threaten threatens threatened threatening threat threats warn warned warns warning
    blackmail blackmailed
""")
HOPE = words("""
    hope hoped hopes hoping pray prayed praying wish wished dream dreamed dreamt
    dreams nightmare nightmares imagine imagined suppose supposing
""")
MODAL = words("will 'll would might may could can shall should 'd must")
# "I would say they hit me", "I could hear them": the modal is about the telling.
TELLING = words("""
    say tell hear see feel remember call like love swear imagine believe understand
    prove show explain
""")
INTENDS = words("""
    going gon about want wants wanted wan planning planned plan plans intend intended
    intends ready supposed hoping preparing prepared
""")
PLACES = words("""
    the a an my our his her their work school church hospital court market bed town
    sleep police this that
""")
TRIES = words("try tries tried trying attempt attempted attempts attempting pretended")
NEARLY = words("nearly almost")
UNCERTAIN = words("maybe perhaps possibly supposedly allegedly")
HABITUAL = words("""
    every always sometimes often usually whenever normally regularly mornings nights
    evenings days each weekly nightly constantly used
""")
MONTHLY = words("in of since by last this until till early late mid")

# --- saying and knowing, with a clause after them
THINK = words("think thinks thought believe believes believed reckon guess feel")
SAY = words("say says said saying claim claims claimed")
TELL = words("tell tells told telling explained informed wrote texted called phoned")
HEAR = words("hear heard hears read rumour rumor rumours rumors news gossip")
SURE = words("sure certain remember recall convinced")
TRUE = words("true case like right mean way fact")
LIE = words("lie lies lied false untrue wrong")
DOUBT = words("doubt doubts doubted")
ASKED = words("""
    know knows knew ask asks asked wonder wondered wondering remember sure see check
    tell recall idea matter find question clear
""")
ATTITUDE = (
    FEAR | THREAT | HOPE | THINK | SAY | TELL | HEAR | SURE | TRUE | LIE | DOUBT
) | words("know knew knows realised realized saw see worried")
APPARENTLY = words("apparently supposedly allegedly reportedly rumour rumor")
MEDIA = words("""
    news newspaper newspapers paper papers tv television radio internet online facebook
    article report
""")

# --- who
SELF = words("me myself")
GROUP = words("us ourselves")
OTHER = words("him them himself herself themselves")
THEIRS = words("his her their")
# A prepositional phrase after these does not tell to whom it happened.
BESIDE = words("by with behind near before after without than as because beside while")
PERSON = words("""
    friend friends sister sisters brother brothers husband wife partner boyfriend
    girlfriend mother father mum mom dad parents daughter daughters son sons child
    children kid kids baby aunt uncle cousin cousins niece nephew grandmother
    grandfather neighbour neighbours neighbor neighbors roommate roommates flatmate
    flatmates colleague colleagues workmate coworker woman women man men girl girls boy
    boys lady ladies person persons people guy guys family families tenant tenants
    worker workers migrant migrants refugee refugees asylum protester protesters student
    students client clients customer customers somebody someone everybody everyone
    anybody anyone nobody others other prisoner prisoners detainee detainees resident
    residents victim victims survivor survivors stranger thieves thief mate mates
    driver couple group name surname
""")
GENERIC = words("people everybody everyone anybody anyone nobody others")
# Who does things to people: "my landlord threw us out" is not about the landlord.
ROLE = words("""
    landlord landlady owner caretaker boss employer manager foreman supervisor
    contractor recruiter pimp madam client customer police officer officers
    policeman policemen policewoman guard guards agent agents soldier soldiers
    inspector judge doctor nurse authority authorities immigration official
    officials clients
""")
STATE = words("""
    sleep slept sleeps sleeping live lives lived living stay stayed die dies died dying
    flee fled faint fainted bleed bled cry cried suffer suffered suffers lose loses lost
    move moved wander wandered homeless starve starved
""")
BE = words("was were is are am be been being 's 're 'm got get gets getting")
PARTICIPLE = words("""
    beaten beat hit cut hurt thrown taken put held kept sold told sent shot stolen
    broken struck caught forced found left locked made paid driven brought shut torn
    given hung kicked let set bought forbidden chosen frozen stripped
""")
