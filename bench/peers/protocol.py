"""A program that answers each line with one line of JSON."""

import json
import os
import subprocess
from typing import Any


class BenchError(Exception):
    """Told to the user as it is."""


class RowError(Exception):
    """One row cannot be measured; the others can."""


class Child:
    """A running program, ended with the block."""

    def __init__(self, title: str, command: list[str], environment: dict[str, str] | None = None) -> None:
        self.title = title
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, **(environment or {})},
            )
        except OSError as error:
            raise BenchError(f"{title} cannot be started ({' '.join(command)}): {error.strerror}") from error

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def ask(self, line: str) -> Any:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended: there is no answer, and the next line says so
        reply = self.process.stdout.readline()
        if not reply:
            raise BenchError(f"{self.title} ended (exit code {self.process.wait()}) when asked '{line}'.")
        try:
            return json.loads(reply)
        except json.JSONDecodeError as error:
            raise BenchError(f"{self.title} answered '{line}' with '{reply.strip()}', which is not JSON.") from error

    def times(self, operation: str, threads: int, size: int, repeats: int) -> list[float]:
        """Milliseconds of each repeat."""
        reply = self.ask(f"run {operation} {threads} {size} {repeats}")
        if isinstance(reply, dict) and "error" in reply:
            raise RowError(f"{self.title}: {reply['error']}")
        times = _first_list(reply, float)
        if not times:
            raise RowError(f"{self.title}: no times in the answer to 'run {operation}'")
        return times

    def operations(self) -> list[str]:
        """Names of what it can run."""
        return _first_list(self.ask("list"), str)


def _first_list(reply: Any, kind: type) -> list:
    """The first array of numbers, or of strings, in an answer, whatever the field is called."""
    if isinstance(reply, list):
        if kind is float and reply and all(type(value) in (int, float) for value in reply):
            return [float(value) for value in reply]
        if kind is str and reply and all(isinstance(value, str) for value in reply):
            return reply
        if kind is str and reply and all(isinstance(value, dict) and "name" in value for value in reply):
            return [value["name"] for value in reply]
    values = reply.values() if isinstance(reply, dict) else reply if isinstance(reply, list) else []
    return next((found for value in values if (found := _first_list(value, kind))), [])
