"""What the tests share: children to start, the SDKs to call with, a recorder, a second opinion on signatures."""
