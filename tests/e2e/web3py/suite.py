# SPDX-License-Identifier: Apache-2.0
"""Runs the tests of this folder; the last line is `N passed, N failed, N skipped`."""

import pathlib
import sys
import unittest


class Result(unittest.TextTestResult):
    passed = 0

    def addSuccess(self, test):  # noqa: N802
        self.passed += 1
        print("ok", test.id())

    def addSkip(self, test, reason):  # noqa: N802
        super().addSkip(test, reason)
        print("SKIP", test.id(), reason)


suite = unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent))
result = unittest.TextTestRunner(sys.stdout, resultclass=Result, verbosity=0).run(suite)
failed = len(result.failures) + len(result.errors)
print(f"{result.passed} passed, {failed} failed, {len(result.skipped)} skipped")
sys.exit(0 if result.passed and not failed else 1)
