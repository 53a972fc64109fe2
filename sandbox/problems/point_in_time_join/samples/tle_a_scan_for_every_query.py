def features_as_known(rows, queries, max_age):
    answers = []
    for entity, time in queries:
        best = None
        for place, (name, event, available, value) in enumerate(rows):
            if name == entity and available <= time and (best is None or (event, available, place) > best[0]):
                best = ((event, available, place), value)
        answers.append(best[1] if best is not None and time - best[0][0] <= max_age else None)
    return answers
