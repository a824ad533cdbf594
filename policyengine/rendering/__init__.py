"""Fills in templates: the only package that knows Jinja."""

from policyengine.rendering.templates import render_template as render_template
