"""Mingtang: an acupuncture point reference in which every claim can be re-checked.

Layers, each importing only those before it: frozen, errors, codes, folder, model, reader, base,
load; texts, cite, history, links, graph, location, body, doctrine, compare; relations, search,
emit, check, verify, cache; ingest; views; ui. The command line (`kb.cli`) stands on top. Importing
this package loads nothing else.
"""
