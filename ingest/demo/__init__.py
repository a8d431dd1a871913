"""A replica of Eastmoney that fits into the project: the demo crawls it, and the tests do too.

Its articles are invented, as are their outlets, people and companies; the shapes and the oddities
of its answers are those that the real endpoints were seen to have.

    articles/    the articles, one YAML file each, with what is true of them under `expect`
    markup.py    the bodies' notation -> the HTML that each feed serves
    records.py   an article -> its item in each list
    pages.py     an article -> its page and its share page
    holdings.py  all that the replica can serve at one instant, demo articles or given records
    answers.py   path and query -> the answer, as a table of routes
    faults.py    how an answer can go wrong
    replica.py   the server that joins them
"""
