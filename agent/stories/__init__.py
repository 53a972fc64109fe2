"""The candidate's own STAR stories: what they cover, what they lack, and what changed in the telling."""
