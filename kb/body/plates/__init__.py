"""Regional plates: vector figures of the body with points, meridians and landmarks.

==========================  =================================================================
module                      owns
==========================  =================================================================
`kb.body.plates.camera`     views: from the body in mm to a plate in units
`kb.body.plates.sheets`     the table of plates: what each shows, from where
`kb.body.plates.relief`     outline, tones and what is visible from a view
`kb.body.plates.marks`      landmarks drawn as curves on the skin
`kb.body.plates.labels`     labels that overlap nothing (standard library only)
`kb.body.plates.rulers`     which stretch measures a point, and where it lies on a plate
`kb.body.plates.figure`     the SVG of a plate
`kb.body.plates.perineum`   the one plate that is a scheme, not a view of the model
`kb.body.plates.draw`       all plates and their index
==========================  =================================================================

All of it is run by the developer (``python -m kb.body.build``); the browser reads what was shipped
through `kb.body.atlas`.
"""
