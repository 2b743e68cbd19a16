"""Where the analyst corrects the machine: the queue of what needs an eye, and the widget in which it is judged.

``queue.py`` orders what is in doubt, the other modules say what the widget shows, ``desk.py`` turns a key or a button
into the next view, ``widget.py`` carries both to the notebook. What an act writes and does is in
``workbench/corrections/``.
"""
