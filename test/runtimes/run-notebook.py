"""Runs all cells of a notebook, in place, by nbclient. Usage: run-notebook.py <notebook> <kernel>

Deno's kernel says that it is idle before it has sent what a cell ends with, now and then, and nbclient takes nothing after that. So each
cell is followed by a request whose answer takes the same way: what comes before that answer belongs to the cell.
"""

import sys

import nbformat
from nbclient import NotebookClient

FENCE = "fence"
SEND_FENCE = (
    "await Deno.jupyter.broadcast('display_data', "
    "{ data: { 'text/plain': '%s' }, metadata: {}, transient: { display_id: '%s' } })" % (FENCE, FENCE)
)
TIMEOUT = 120


class SettlingClient(NotebookClient):
    async def async_execute_cell(self, cell, cell_index, *args, **kwargs):
        executed = await super().async_execute_cell(cell, cell_index, *args, **kwargs)
        if cell.cell_type == "code":
            await self.settle(cell, cell_index)
        return executed

    async def settle(self, cell, cell_index):
        request = self.kc.execute(SEND_FENCE, store_history=False)
        while True:
            message = await self.kc.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                self.process_message(message, cell, cell_index)
            elif message["content"].get("transient", {}).get("display_id") == FENCE:
                return


path, kernel = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
SettlingClient(notebook, kernel_name=kernel, timeout=TIMEOUT).execute()
nbformat.write(notebook, path)
