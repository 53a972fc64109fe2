"""Fine-tunes all-MiniLM-L6-v2 on rubrics and then on graded answers, on one CPU thread.

Rubrics: an evidence statement is to be nearest to its own criterion among the question's criteria, both ways and among
its siblings, and misconceptions below evidence (InfoNCE, van den Oord et al. 2018, temperature 1/18). Graded answers:
the log-sum-exp over an answer's sentences of their likeness to a criterion is to tell the rater's label (cross-entropy
to label / 2), the sentence with the rater's quote is to stand out among the sentences and its criterion among the
criteria, and where the answer is wrong, the misconception is to be nearer than the evidence. The embeddings and the
first layers stay as they are, so their states are computed once.

Development only: needs torch (`benchmarks/requirements-fit.txt`); `benchmarks.fit` calls it.
"""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from agent.assess.text import legible, sentences
from benchmarks.gold import Record, holds, spans
from benchmarks.minilm import MiniLM, pooled
from corpus.encoder import MAX_TOKENS, TOKENIZER_PATH
from rubrics.schema import Question

RUBRIC_FROZEN, GRADED_FROZEN = 2, 3
"""Layers that stay as they are, beside the embeddings."""
SCALE = 18.0
"""One over the temperature."""
RUBRIC_RATE, GRADED_RATE = 3e-5, 4e-5
RUBRIC_ROUNDS, GRADED_ROUNDS = 5, 2
ANSWERS = 6
"""Answers of one question in a step, at most."""
SIDE = 0.3
"""What the three losses beside the label's count."""
TEXTS = 40
"""Texts of like length that pass the encoder together."""
SENTENCES = 40
"""Of one answer no more are used."""


class Texts:
    """Texts as the states of the frozen layers, each computed once (half precision)."""

    def __init__(self, base: MiniLM, frozen: int) -> None:
        from tokenizers import Tokenizer

        self._base, self._frozen = base, frozen
        self._tokenizer = Tokenizer.from_file(str(TOKENIZER_PATH))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._states: dict[str, Tensor] = {}

    def vectors(self, model: MiniLM, texts: Sequence[str]) -> Tensor:
        """Return the sentence vectors of `model` (t, 384), with gradients."""
        self._add(texts)
        order = sorted(range(len(texts)), key=lambda at: len(self._states[texts[at]]))
        parts = []
        for start in range(0, len(order), TEXTS):
            rows = [self._states[texts[at]] for at in order[start : start + TEXTS]]
            states = nn.utils.rnn.pad_sequence([row.float() for row in rows], batch_first=True)
            mask = torch.arange(states.shape[1])[None] < torch.tensor([len(row) for row in rows])[:, None]
            with torch.autocast("cpu", torch.bfloat16, enabled=FAST):
                top = model.upper(states, mask, self._frozen)
            parts.append(pooled(top.float(), mask))
        place = torch.empty(len(order), dtype=torch.long)
        place[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[place]

    def _add(self, texts: Iterable[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._states]
        ids = sorted(((self._tokenizer.encode(text).ids, text) for text in new), key=lambda item: len(item[0]))
        for start in range(0, len(ids), TEXTS):
            batch = ids[start : start + TEXTS]
            rows = nn.utils.rnn.pad_sequence([torch.tensor(row) for row, _ in batch], batch_first=True)
            mask = torch.arange(rows.shape[1])[None] < torch.tensor([len(row) for row, _ in batch])[:, None]
            with torch.no_grad():
                states = self._base.lower(rows, mask, self._frozen).half()
            for at, (row, text) in enumerate(batch):
                self._states[text] = states[at, : len(row)].clone()


FAST = bool(torch.cpu._is_avx512_bf16_supported())
"""Products in bfloat16 where the processor has them: half the time, the same figures."""


class RubricTexts:
    """A question's texts in one list: expectations first, then evidence, then misconceptions."""

    def __init__(self, question: Question, *, terms: bool) -> None:
        every = question.criteria + (question.second_angle.criteria if question.second_angle and terms else ())
        self.expectations = [legible(criterion.expectation) for criterion in every]
        self.evidence, self.owner, self.wrong, self.wrong_owner = [], [], [], []
        for at, criterion in enumerate(every):
            statements = [*criterion.evidence, *([", ".join(criterion.terms)] if terms and criterion.terms else [])]
            self.evidence += [legible(text) for text in statements]
            self.owner += [at] * len(statements)
            self.wrong += [legible(text) for text in criterion.misconceptions]
            self.wrong_owner += [at] * len(criterion.misconceptions)
        self.texts = [*self.expectations, *self.evidence, *self.wrong]

    def split(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the vectors of the three kinds."""
        first, second = len(self.expectations), len(self.expectations) + len(self.evidence)
        return vectors[:first], vectors[first:second], vectors[second:]


def tune_on_rubrics(base: MiniLM, bank: Sequence[Question], seed: int = 0) -> MiniLM:
    """Return the model tuned on the questions' rubrics alone."""
    model, texts, rng = copy.deepcopy(base), Texts(base, RUBRIC_FROZEN), np.random.default_rng(seed)
    rubrics = [RubricTexts(question, terms=True) for question in bank]
    steps = _Steps(model, RUBRIC_FROZEN, RUBRIC_RATE, RUBRIC_ROUNDS * len(rubrics), [])
    for number in range(RUBRIC_ROUNDS):
        total = 0.0
        for at in rng.permutation(len(rubrics)):
            total += steps.take(_rubric_loss(rubrics[at], texts.vectors(model, rubrics[at].texts)))
        _say(f"rubrics, round {number + 1}: loss {total / len(rubrics):.3f}")
    return model


def tune_on_answers(start: MiniLM, answers: Sequence[Record], seed: int = 0) -> MiniLM:
    """Return the model tuned further on graded answers."""
    model, texts, rng = copy.deepcopy(start), Texts(start, GRADED_FROZEN), np.random.default_rng(seed)
    by_question: dict[str, list[_Answer]] = {}
    for record in answers:
        by_question.setdefault(record.question.id, []).append(_Answer(record))
    rubrics = {record.question.id: RubricTexts(record.question, terms=False) for record in answers}
    sharp, shift = nn.Parameter(torch.tensor(12.0)), nn.Parameter(torch.tensor(0.35))
    per_round = sum(-(-len(some) // ANSWERS) for some in by_question.values())
    steps = _Steps(model, GRADED_FROZEN, GRADED_RATE, GRADED_ROUNDS * per_round, [sharp, shift])
    for number in range(GRADED_ROUNDS):
        total = 0.0
        batches = []
        for name, some in by_question.items():
            order = rng.permutation(len(some))
            parts = np.array_split(order, -(-len(some) // ANSWERS))
            batches += [(name, [some[at] for at in part]) for part in parts]
        for at in rng.permutation(len(batches)):
            name, some = batches[at]
            rubric = rubrics[name]
            vectors = texts.vectors(model, [*rubric.texts, *(text for one in some for text in one.texts)])
            total += steps.take(_graded_loss(rubric, some, vectors, sharp, shift))
        _say(f"answers, round {number + 1}: loss {total / per_round:.3f}, sharpness {sharp.item():.1f}")
    return model


class _Steps:
    """AdamW with a linear rise over a tenth of the steps and a linear fall to nothing."""

    def __init__(self, model: MiniLM, frozen: int, rate: float, total: int, extra: Sequence[nn.Parameter]) -> None:
        for parameter in model.parameters():
            parameter.requires_grad_(False)
        upper = [parameter for layer in list(model.layers)[frozen:] for parameter in layer.parameters()]
        for parameter in upper:
            parameter.requires_grad_(True)
        groups = [{"params": upper, "lr": rate}, {"params": list(extra), "lr": 0.02, "weight_decay": 0.0}]
        self._upper = upper
        self._optimizer = torch.optim.AdamW([group for group in groups if group["params"]], weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda at: min((at + 1) / (0.1 * total), (total - at) / (0.9 * total))
        )

    def take(self, loss: Tensor) -> float:
        """Go one step down and return the loss."""
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._upper, 1.0)
        self._optimizer.step()
        self._schedule.step()
        return float(loss.detach())


def _rubric_loss(rubric: RubricTexts, vectors: Tensor) -> Tensor:
    expectations, evidence, wrong = rubric.split(vectors)
    owner = torch.tensor(rubric.owner)
    near = SCALE * evidence @ expectations.T
    mine = owner[:, None] == torch.arange(len(expectations))[None]
    among = SCALE * evidence @ evidence.T
    itself = torch.eye(len(owner), dtype=torch.bool)
    siblings = (owner[:, None] == owner[None]) & ~itself
    loss = F.cross_entropy(near, owner) + _own(near.T, mine.T, torch.zeros_like(mine.T)) + _own(among, siblings, itself)
    if rubric.wrong:
        of = torch.tensor(rubric.wrong_owner)
        right = (near * mine).sum(dim=0) / mine.sum(dim=0)
        loss = loss + 0.5 * F.softplus(SCALE * (wrong * expectations[of]).sum(dim=1) - right[of] + 1.0).mean()
    return loss


def _own(near: Tensor, mine: Tensor, hidden: Tensor) -> Tensor:
    """Return the mean of -log of the softmax share that a row's own columns have together."""
    near = near.masked_fill(hidden, -1e4)
    return (near.logsumexp(dim=1) - near.masked_fill(~mine, -1e4).logsumexp(dim=1)).mean()


class _Answer:
    """A graded answer as sentences, with the rater's quotes."""

    def __init__(self, record: Record) -> None:
        text = legible(record.turns[0].text)
        ranges = sentences(text, SENTENCES)
        self.texts = [text[start:end] for start, end in ranges]
        self.ranks = torch.tensor(record.ranks, dtype=torch.float32)
        self.wrong = torch.tensor([label == "contradicted" for label in record.labels])
        held = torch.zeros(len(ranges), len(record.labels))
        for column, (quote, label) in enumerate(zip(record.quotes, record.labels, strict=True)):
            if label in {"met", "partial"}:
                pieces = spans(quote, record.turns[0].text)
                for row, (start, end) in enumerate(ranges):
                    held[row, column] = float(any(holds(start, end, piece) for piece in pieces))
        self.held = held


def _graded_loss(
    rubric: RubricTexts, answers: Sequence[_Answer], vectors: Tensor, sharp: Tensor, shift: Tensor
) -> Tensor:
    expectations, evidence, wrong = rubric.split(vectors[: len(rubric.texts)])
    owner = torch.tensor(rubric.owner)
    count = len(expectations)
    total, start = torch.zeros(()), len(rubric.texts)
    for answer in answers:
        said = vectors[start : start + len(answer.texts)]
        start += len(answer.texts)
        best = torch.stack([(said @ evidence[owner == at].T).max(dim=1).values for at in range(count)], dim=1)
        near = 0.5 * (said @ expectations.T + best)
        apart = near - 0.5 * (near.sum(dim=1, keepdim=True) - near) / max(1, count - 1)
        support = (SCALE * apart).logsumexp(dim=0) / SCALE
        loss = F.binary_cross_entropy_with_logits(sharp * (support - shift), answer.ranks / 2)
        quoted = answer.held.any(dim=0)
        if quoted.any():
            loss = loss + SIDE * _own(
                (SCALE * near.T)[quoted], answer.held.T[quoted] > 0, torch.zeros(1, dtype=torch.bool)
            )
            rows = answer.held.any(dim=1)
            loss = loss + SIDE * _own((SCALE * near)[rows], answer.held[rows] > 0, torch.zeros(1, dtype=torch.bool))
        if rubric.wrong:
            near_wrong = said @ wrong.T
            of = torch.tensor(rubric.wrong_owner)
            margin = near_wrong - best[:, of]
            bad, good = answer.wrong[of], (answer.held[:, of] > 0) & (answer.ranks[of] == 2)
            if bad.any():
                loss = loss + SIDE * F.softplus(-SCALE * margin.max(dim=0).values[bad]).mean()
            if good.any():
                loss = loss + SIDE * F.softplus(SCALE * margin[good]).mean()
        total = total + loss
    return total / len(answers)


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
