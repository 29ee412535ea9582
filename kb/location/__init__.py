"""Where points lie: structured locations as sentences, coordinates and answers.

========================  ===================================================================
module                    owns
========================  ===================================================================
`kb.location.words`       words of direction, number and place
`kb.location.clauses`     one relation as words
`kb.location.sentences`   a location as sentences: main statement, hints, second tellings
`kb.location.axes`        the measured lines of ``data/axes.yaml``
`kb.location.reading`     what one relation says of coordinates
`kb.location.coordinates` coordinates of all points
`kb.location.agreement`   second tellings compared with the coordinates
`kb.location.levels`      same level, distance, column, neighbours
========================  ===================================================================

Everything is a pure function of records that `kb.load` made; nothing here changes them. A caller
imports the module it needs: a page that shows a sentence has no use for coordinates.
"""
