"""The body: where points and meridians lie on a model of the surface of the body.

=======================  ======================================================================
module                   owns
=======================  ======================================================================
`kb.body.files`          the shipped files, read when asked for (standard library only)
`kb.body.mesh`           the base mesh, its shapes and its rig, read from the wheel
`kb.body.pose`           the mesh bent into the standing pose and the pose with raised arms
`kb.body.surface`        subdivision, triangles, normals, ambient occlusion
`kb.body.probe`          rays and sections: where a line meets the skin
`kb.body.lines`          courses of the meridians along the skin
`kb.body.model`          all of it as one `Model`
=======================  ======================================================================

Only `kb.body.files` is for the browser. Everything else is run by the developer
(``python -m kb.body.build``) and needs the extras group ``body``.
"""
