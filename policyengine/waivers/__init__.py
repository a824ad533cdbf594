"""Exceptions to rules: waivers with owner, date and approval, and inline ignores for warnings and notes."""
