using Bench.Benchmarks.Gate;
using BenchmarkDotNet.Running;

if (args is ["--gate"])
{
    return await BenchGate.RunAsync();
}

if (args is ["--gate", "verdicts"])
{
    return await BenchGate.RunVerdictsAsync();
}

// In this process: what is measured runs with the settings of the application, and no project is built at run time.
BenchmarkSwitcher.FromAssembly(typeof(BenchGate).Assembly).Run([.. args, "--inProcess"]);
return 0;
