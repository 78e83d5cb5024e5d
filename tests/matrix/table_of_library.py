"""The part of the table for the library of models; `table.py` says how it is read."""

LIBRARY = """
library:library             |                     | dci             | -               |
library:new                 | =axis               | dci             | dci             |
library:new                 | =inventado          | dci 404         | dci 404         |
library:model               | model               | dci             | -               |
library:model               | nothing             | dci 404         | -               |
library:edit                | model               | dci             | dci             |
library:publish             |                     | director        | director        |
library:retire              | model               | director        | director        |
library:import              |                     | dci             | dci             |
library:import_preview      | library_import      | dci             | dci 302         |
library:workbook            |                     | dci             | -               |
"""
