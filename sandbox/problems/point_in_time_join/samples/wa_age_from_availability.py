def features_as_known(rows, queries, max_age):
    arriving = sorted(range(len(rows)), key=lambda place: rows[place][2])
    asking = sorted(range(len(queries)), key=lambda place: queries[place][1])
    answers = [None] * len(queries)
    best, at = {}, 0
    for place in asking:
        entity, time = queries[place]
        while at < len(arriving) and rows[arriving[at]][2] <= time:
            name, event, available, value = rows[arriving[at]]
            entry = (event, available, arriving[at])
            if name not in best or entry > best[name][0]:
                best[name] = (entry, value)
            at += 1
        if entity in best and time - best[entity][0][1] <= max_age:
            answers[place] = best[entity][1]
    return answers
