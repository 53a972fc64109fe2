def features_as_known(rows, queries, max_age):
    """Arrivals and questions in one sorted list of moments; arrivals come first at equal times."""
    moments = [(row[2], 0, place) for place, row in enumerate(rows)]
    moments += [(query[1], 1, place) for place, query in enumerate(queries)]
    answers, newest = {}, {}
    for time, question, place in sorted(moments):
        if question:
            row = newest.get(queries[place][0])
            answers[place] = row[3] if row is not None and row[1] >= time - max_age else None
        else:
            row = rows[place]
            old = newest.get(row[0])
            if old is None or row[1] >= old[1]:
                newest[row[0]] = row
    return [answers[place] for place in range(len(queries))]
