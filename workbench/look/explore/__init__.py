"""The analyst's widget: filters with live counts, the chart, the rows and the report behind them.

``view.py`` has the one pure function from a story and a state to what is shown; ``widget.py`` shows it, no more.
"""
