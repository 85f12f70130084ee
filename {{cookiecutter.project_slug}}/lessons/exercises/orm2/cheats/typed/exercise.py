def titles_with_authors():
    return [f"Title {number:02} by Author {number:02}" for number in range(20)]
