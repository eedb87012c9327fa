"""What must never tell where somebody is safe."""
