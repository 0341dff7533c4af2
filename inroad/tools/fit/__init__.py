"""How well somebody fits a posting: what stands in the way, what can be learnt, how far levels and places are apart.

Pure rules over embedded tables: no key, no network, no clock.
"""
