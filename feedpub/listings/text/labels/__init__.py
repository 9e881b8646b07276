"""Short lines beside titles and dates, judged as columns of the whole page: kickers, places, names."""
