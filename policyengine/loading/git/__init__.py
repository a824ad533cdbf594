"""Read from git: revisions by name, their files, and the files of the working tree.

Git is asked for names and contents only. Nothing is checked out, and no hook, filter or attribute runs.
"""
