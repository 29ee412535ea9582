"""The body: where points and meridians lie on a model of the surface of the body.

=======================  ======================================================================
module                   owns
=======================  ======================================================================
`kb.body.files`          the shipped files, read when asked for
`kb.body.rules`          the files of ``data/body`` as records
`kb.body.figures`        what the structured locations give to the rules
`kb.body.check`          what is wrong with the rules (part of ``kb check``)
`kb.body.mesh`           the base mesh, its shapes and its rig, read from the wheel
`kb.body.pose`           the mesh bent into the standing pose and the pose with raised arms
`kb.body.surface`        subdivision, triangles, normals, ambient occlusion
`kb.body.probe`          rays and sections: where a line meets the skin
`kb.body.scales`         measured lines laid on a body
`kb.body.place`          rules carried out: every landmark and point as a place
`kb.body.lines`          courses of the meridians along the skin
`kb.body.model`          all of it as one `Model`
`kb.body.stand`          from where the viewer looks at a point when it opens on it
`kb.body.build`          the shipped files (``python -m kb.body.build``)
=======================  ======================================================================

The first four need the standard library only. The others are run by the developer and need the
extras group ``body``.
"""
