"""Pictures of costs as SVG: plain geometry in Python, drawn by a template.

A plotting library was weighed and left out. matplotlib's SVG differs with its version and its fonts, follows neither a
light nor a dark theme, and brings 60 MB; what is drawn here is two axes, some lines and some bars.
"""
