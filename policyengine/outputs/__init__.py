"""Reports, costs, sizes, plans and more as text: a folder for each kind, a module for each format."""
