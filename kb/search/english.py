"""English words of queries: small ones, and those that mean the same. Ours, not a source's."""

from __future__ import annotations

__all__ = ["BREAKS", "CIRCUMSTANCE", "GLOSS", "SAME", "SMALL"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _same(text: str) -> dict[str, str]:
    """Return word to the one word that stands for it, from lines ``word: others``."""
    found = {}
    for line in text.strip().splitlines():
        target, _, words = line.strip().partition(":")
        found.update(dict.fromkeys(words.split(), target))
    return found


BREAKS = _set("acupoint acupoints channel channels meridian meridians point points")
"""Words that part what stands on both sides of them."""

CIRCUMSTANCE = _set("after because before during from since when whenever while")
"""Words before what a complaint comes from or with: it is no second complaint."""

SMALL = (
    BREAKS
    | CIRCUMSTANCE
    | _set(
        """
    a about according acu acupuncture against all along also am an and any anybody anyone are area
    around as at be been being best book books both but by called can chinese close complaint
    complaints condition did do does eight every feel feeling feels find five for found four from
    function functions get gets getting give given gives go good got had has have having help
    helpful helping helps how i if in indicated indication indications into is issue issues it its
    keep keeps kind lie lies list located location lot lots me medicine mention mentioned
    mentioning mentions most my named naming near need nine of on one ones or people person place
    related relation relations relationship
    places please problem problems really recommended region relieve relieves said say says see
    seven show six so some someone such supported supports backed symptom symptoms
    tcm tell ten than that the their them
    there there's together these they things this those three through to too treat treated
    treating treatment treats trouble troubles twelve two use used useful using very want was what
    what's whats when where which who whose why will with you your
    """
    )
)
"""English words that carry no meaning of their own in a query."""

SAME = _same(
    """
    pain: pains painful ache aches aching achy sore soreness hurt hurts hurting tender sting stings
    pain: stinging
    abdomen: abdominal belly tummy stomachache bellyache
    lumbar: loin loins lumbago
    vomit: vomiting vomits puke puking throwing barf barfing emesis vomited
    nausea: queasy nauseous nauseated queasiness
    diarrhoea: diarrhea diarhea diarrea diarhoea diarrhoeal loose-bowels
    oedema: edema odema
    haemorrhoid: hemorrhoid hemroid piles hemorroid haemorroid hemmorhoid
    insomnia: sleepless sleeplessness insomia insomniac
    dizziness: dizzy giddy giddiness lightheaded light-headed vertigo lightheadedness
    sweat: sweating sweats sweaty perspiration perspire
    swell: swelling swollen swells swelled puffy puffiness bloated
    numb: numbness
    weak: weakness
    stiff: stiffness
    cough: coughing coughs
    breath: breathing breathe breathless breathlessness breaths
    itch: itching itchy itches itchiness pruritus
    sleep: sleeping asleep
    bleed: bleeding bleeds blood haemorrhage hemorrhage bloody
    urine: urination urinating urinate urinary pee peeing wee piss weeing pees
    stool: bowel poo poop
    menses: menstruation menstrual period periods menstruate menstruating
    labour: labor childbirth birth delivery
    foetus: fetus fetal foetal
    paralysis: paralysed paralyzed palsy paralytic
    red: redness
    hot: heat burning burns
    cold: coldness
    dry: dryness
    heavy: heaviness
    difficult: difficulty
    fear: fearful afraid scared
    sad: sadness
    forget: forgetfulness forgetful
    toothache: toothaches
    tooth: teeth dental
    nosebleed: nosebleeds epistaxis
    jaw: jaws mandible
    cramp: cramps cramping cramped
    spasm: spasms spasmodic
    tremor: tremors trembling tremble shaky shaking shake
    ring: ringing
    yellow: yellowish
    hair: hairs
    eye: eyes ocular eyeball eyeballs
    ear: ears
    nose: nasal
    foot: feet
    arthritis: arthritic
    depression: depressed depressive
    anxiety: anxious worried worry worrying
    fatigue: fatigued tired tiredness exhausted exhaustion lethargy lethargic
    fever: feverish fevers pyrexia
    hiccup: hiccups hiccough
    constipation: constipated
    infertility: infertile
    impotence: impotent
    epilepsy: epileptic
    yawn: yawning
    sneeze: sneezing sneezes
    belch: belching burp burping burps
    breast: breasts
    testicle: testicles testicular testis testes
    genital: genitals genitalia
    wheeze: wheezing wheezy
    palpitation: palpitations
    discharge: discharging
    inflammation: inflamed
    swallow: swallowing
    hear: hearing
    lose: losing lost loss
    colour: color
    haem: hem
    tumour: tumor
    goitre: goiter
    hypochondriac: hypochondrium flank flanks
    epigastric: epigastrium
    facial: face
    calf: calves
    rib: costal
    groan: groaning moaning moan
    anus: anal
    vision: sight eyesight
    throat: pharynx
    miscarriage: miscarry miscarried
    scapula: scapular
    neck: cervical
    """
)
"""Words that mean the same in a complaint: inflections, British and American, plain and medical."""

GLOSS = _same(
    """
    ring: circle round
    surge: rushing thoroughfare pouring rush surging
    crossing: intersection meeting
    foot: leg
    pool: pond marsh
    spring: fountain well
    mound: hill tomb mount
    ravine: stream creek brook
    great: supreme big greater large
    gushing: bubbling
    union: joining joined connecting enclosed meeting adjoining
    gate: door gateway
    pass: gate barrier
    valley: gorge
    parted: broken
    gap: sequence divergence
    bulge: abundance
    abundant: bountiful beautiful rich
    hundred: hundreds
    meeting: meetings convergence reunion
    pivot: axis hinge
    bend: crook crooked bent curved winding
    yang: yang
    spirit: mind shen
    mansion: treasury storehouse palace
    treasury: mansion storehouse
    transport: shu hollow
    mile: li miles
    life: vitality ming
    heaven: celestial heavenly sky
    origin: source original
    qi: chi energy
    middle: centre center central
    outer: external outside
    inner: internal inside
    welcome: welcoming reception receiving
    fragrance: perfume
    """
)
"""Words that translators of point names use for one another; a name is met by its set of words."""
