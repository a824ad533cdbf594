"""What holds of a run as a whole: settings that it requires, and what the revision that judges has otherwise."""
