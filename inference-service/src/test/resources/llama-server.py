"""Serves a model on a free port of this machine until standard input ends; says its address on a line."""

import sys

import xllamacpp

model, name, key = sys.argv[1:]
params = xllamacpp.CommonParams()
params.model.path = model
params.model_alias = {name} if isinstance(params.model_alias, set) else [name]
params.api_keys = [key]
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_ctx = 512
params.n_parallel = 2
params.warmup = False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
