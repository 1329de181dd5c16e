"""
The verbs as people call them: from a page to a programme (`pages`), from a programme to calendars (`calendars`).

The wings are imported when they are first needed: whoever only reads text pays for no HTML parser,
and whoever only looks pays for no icalendar.
"""
