using System.Collections.Immutable;
using System.Numerics.Tensors;
using Bench.Models.Calibration;

namespace Bench.Models.Detectors;

/// <summary>What a model may do with a motor that it finds unusual.</summary>
internal enum ModelAuthority
{
    /// <summary>Remark upon it: there are too few good motors for a promise.</summary>
    Advises = 1,

    /// <summary>Reject it.</summary>
    Rejects,
}

/// <summary>A detector, the good motors that it was calibrated on, and what it may do.</summary>
internal sealed class AnomalyModel
{
    /// <summary>How many of the most similar good motors are named (k of the nearest neighbours).</summary>
    private const int NearestMotors = 5;

    private readonly float[][] _vectors;

    /// <summary>Puts a model together; one vector and one serial number per good motor that was kept.</summary>
    public AnomalyModel(
        T2SpeModel detector,
        ConformalCalibration calibration,
        ModelAuthority authority,
        double share,
        ImmutableArray<string> serialNumbers,
        float[][] vectors,
        ImmutableArray<string> dropped)
    {
        Detector = detector;
        Calibration = calibration;
        Authority = authority;
        Share = share;
        SerialNumbers = serialNumbers;
        _vectors = vectors;
        Dropped = dropped;
    }

    /// <summary>The detector.</summary>
    public T2SpeModel Detector { get; }

    /// <summary>Scores of the good motors.</summary>
    public ConformalCalibration Calibration { get; }

    /// <summary>What it may do.</summary>
    public ModelAuthority Authority { get; }

    /// <summary>α: at or below this p-value it rejects or remarks.</summary>
    public double Share { get; }

    /// <summary>The good motors learned from.</summary>
    public ImmutableArray<string> SerialNumbers { get; }

    /// <summary>Motors of the learning set that stood out and were left aside, for a person to review.</summary>
    public ImmutableArray<string> Dropped { get; }

    /// <summary>What another engine says, learned from the same motors; null where none was asked.</summary>
    public SecondOpinion? SecondOpinion { get; init; }

    /// <summary>The vector of one good motor.</summary>
    public ReadOnlySpan<float> Vector(int motor) => _vectors[motor];

    /// <summary>The same model with its second engine's file.</summary>
    public AnomalyModel With(SecondOpinion opinion) =>
        new(Detector, Calibration, Authority, Share, SerialNumbers, _vectors, Dropped) { SecondOpinion = opinion };

    /// <summary>
    /// Serial numbers of the most similar good motors, nearest first (Euclidean, in standard deviations).
    /// </summary>
    public ImmutableArray<string> Nearest(ReadOnlySpan<double> x)
    {
        double[] z = Detector.Standardise(x);
        double[] vector = new double[z.Length];
        List<(double Distance, int Motor)> distances = [];
        for (int motor = 0; motor < _vectors.Length; motor++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(_vectors[motor], vector);
            distances.Add((TensorPrimitives.Distance<double>(z, Detector.Standardise(vector)), motor));
        }

        return [.. distances.Order().Take(NearestMotors).Select(near => SerialNumbers[near.Motor])];
    }
}
