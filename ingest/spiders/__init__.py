"""A seed is a spider: the loader makes one of each seed file, plus `article` for any page."""
