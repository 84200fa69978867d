using Bench.Benchmarks.Gate;
using BenchmarkDotNet.Running;

if (args is ["--gate"])
{
    return await BenchGate.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(BenchGate).Assembly).Run(args);
return 0;
