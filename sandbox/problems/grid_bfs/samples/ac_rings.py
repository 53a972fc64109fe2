def shortest_moves(grid, start, target):
    """Ring by ring with sets; the blocked cells are a set as well."""
    rows, columns = len(grid), len(grid[0])
    unseen = {(row, column) for row in range(rows) for column in range(columns) if grid[row][column] == "."}
    if start not in unseen or target not in unseen:
        return -1
    ring, moves = {start}, 0
    unseen.discard(start)
    while ring:
        if target in ring:
            return moves
        nearby = set()
        for row, column in ring:
            nearby.update(((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)))
        ring = nearby & unseen
        unseen -= ring
        moves += 1
    return -1
