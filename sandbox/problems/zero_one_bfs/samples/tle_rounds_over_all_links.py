def paid_links(n, links, source):
    best = [n + 1] * n
    best[source] = 0
    changed = True
    while changed:
        changed = False
        for a, b, price in links:
            if best[a] + price < best[b]:
                best[b] = best[a] + price
                changed = True
    return [-1 if paid > n else paid for paid in best]
