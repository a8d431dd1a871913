"""`scrapy preview`: the output folder as pages on this machine, for who has no site generator at hand."""
