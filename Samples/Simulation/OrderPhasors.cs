namespace Bench.Samples.Simulation;

/// <summary>
/// cos kθ and sin kθ for a set of whole orders k over one block. Only order 1 is evaluated; every other order is a
/// product of two lower ones, which costs a thousandth of a dB at most even for order 100.
/// </summary>
internal sealed class OrderPhasors
{
    private readonly Dictionary<int, int> _indices = [];
    private readonly List<(int First, int Second)> _factors = [];
    private readonly List<float[]> _cosines = [];
    private readonly List<float[]> _sines = [];
    private readonly int _length;

    /// <param name="length">Padded block length: a multiple of 16.</param>
    public OrderPhasors(int length)
    {
        _length = length;
        Add(1, (0, 0));
    }

    /// <summary>Plans an order, 1 or more, and tells where it is found.</summary>
    public int Plan(int order)
    {
        if (_indices.TryGetValue(order, out int index))
        {
            return index;
        }

        return int.IsEvenInteger(order)
            ? Add(order, (Plan(order / 2), Plan(order / 2)))
            : Add(order, (Plan(order - 1), 0));
    }

    public ReadOnlySpan<float> Cosine(int index) => _cosines[index];

    public ReadOnlySpan<float> Sine(int index) => _sines[index];

    /// <summary>Evaluates every planned order for the angles of a block.</summary>
    public void Update(ReadOnlySpan<double> revolutions)
    {
        float[] cosine = _cosines[0];
        float[] sine = _sines[0];
        int count = Math.Min(revolutions.Length, _length);
        for (int i = 0; i < count; i++)
        {
            double turn = revolutions[i] - Math.Floor(revolutions[i]);
            (double s, double c) = Math.SinCos(2 * Math.PI * turn);
            cosine[i] = (float)c;
            sine[i] = (float)s;
        }

        for (int k = 1; k < _factors.Count; k++)
        {
            (int a, int b) = _factors[k];
            Tones.Multiply(_cosines[a], _sines[a], _cosines[b], _sines[b], _cosines[k], _sines[k]);
        }
    }

    private int Add(int order, (int First, int Second) factors)
    {
        int index = _factors.Count;
        _indices.Add(order, index);
        _factors.Add(factors);
        _cosines.Add(new float[_length]);
        _sines.Add(new float[_length]);
        return index;
    }
}
