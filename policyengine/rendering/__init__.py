"""Renders templates; the only package that uses Jinja."""

from policyengine.rendering.templates import render_template as render_template
