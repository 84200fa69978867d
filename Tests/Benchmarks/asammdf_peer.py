"""What asammdf needs to open a file and read one channel. Started by the gate with the file and the channel; reads a
number of repetitions per line and answers with the processor seconds that they took."""
import sys
import time

# The answers go to the standard output, where asammdf's own imports print, too.
output, sys.stdout = sys.stdout, sys.stderr
from asammdf import MDF, __version__

path, channel = sys.argv[1:]
print("asammdf", __version__, file=output, flush=True)
for line in sys.stdin:
    began = time.process_time()
    for _ in range(int(line)):
        with MDF(path) as file:
            file.get(channel)
    print(time.process_time() - began, file=output, flush=True)
