using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace Bench.Models.Evaluation;

/// <summary>What came out for motors that did not teach the baselines which judged them.</summary>
public sealed record EvaluationReport
{
    /// <summary>Name of the part type.</summary>
    public required string PartType { get; init; }

    /// <summary>Good motors that each baseline learned from; the smallest number where they differ.</summary>
    public required int LearnedFrom { get; init; }

    /// <summary>Baselines learned.</summary>
    public required int Rounds { get; init; }

    /// <summary>Share of good motors that may be rejected, as the part type asks.</summary>
    public required double Asked { get; init; }

    /// <summary>What the baselines promised without assumptions, on average.</summary>
    public required double Promised { get; init; }

    /// <summary>Good motors judged, those judged by several baselines counted each time.</summary>
    public required EvaluationGroup Good { get; init; }

    /// <summary>Motors with a fault, one group per label, in the labels' order.</summary>
    public required ImmutableArray<EvaluationGroup> Faulty { get; init; }

    /// <summary>The statement of the first baseline.</summary>
    public required string Statement { get; init; }

    /// <summary>
    /// The band in which the number of rejected good motors lies with 95 % probability if the asked share is the truth.
    /// </summary>
    public (int Low, int High) Band
    {
        get
        {
            Binomial binomial = new(Asked, Good.Motors);
            int low = 0;
            while (binomial.CumulativeDistribution(low) < 0.025)
            {
                low++;
            }

            int high = low;
            while (binomial.CumulativeDistribution(high) < 0.975)
            {
                high++;
            }

            return (low, high);
        }
    }
}

/// <summary>Motors of one label.</summary>
public sealed record EvaluationGroup
{
    /// <summary>"good", or the code of the fault.</summary>
    public required string Label { get; init; }

    /// <summary>How many were judged.</summary>
    public required int Motors { get; init; }

    /// <summary>How many were rejected.</summary>
    public required int Rejected { get; init; }

    /// <summary>How many were rejected by a limit, the model aside.</summary>
    public required int RejectedByLimits { get; init; }

    /// <summary>How many the model found unusual at its share, whether it may reject or only advise.</summary>
    public required int UnusualToModel { get; init; }

    /// <summary>How many were called INVALID: their sensors looked implausible.</summary>
    public required int Invalid { get; init; }

    /// <summary>
    /// Area under the ROC curve of the model's score against the good motors, the mean over rounds; NaN for good ones.
    /// </summary>
    public double ModelAuc { get; init; } = double.NaN;

    /// <summary>The same of the second engine's score; NaN where there is none.</summary>
    public double SecondAuc { get; init; } = double.NaN;

    /// <summary>How many have a p-value of the second engine at or below the share asked for.</summary>
    public int UnusualToSecond { get; init; }

    /// <summary>The same of the limits' joint statistic alone.</summary>
    public double LimitAuc { get; init; } = double.NaN;
}
