from collections import deque


def nearest_station(grid, stations):
    R, C = len(grid), len(grid[0])
    ans = [[-1] * C for _ in range(R)]
    D = [[10**9] * C for _ in range(R)]
    for i, (r, c) in enumerate(stations):
        if grid[r][c] != "." or D[r][c] == 0:
            continue
        D[r][c] = 0
        ans[r][c] = i
        q = deque([(r, c)])
        while q:
            x, y = q.popleft()
            for a, b in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if 0 <= a < R and 0 <= b < C and grid[a][b] == "." and D[x][y] + 1 < D[a][b]:
                    D[a][b] = D[x][y] + 1
                    ans[a][b] = i
                    q.append((a, b))
    return ans
