"""What a call consumed, and the recorder of usage."""
