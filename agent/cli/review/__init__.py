"""One page on which a person checks a reading: the document's text, each fact marked in its place, the list beside it.

`entries` lists the facts, `marks` cuts the text where they begin and end, `sheet` lays the document out, `page` puts
all of it into one html file that loads nothing and runs nothing.
"""
