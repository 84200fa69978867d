namespace Bench.Web.Security;

/// <summary>
/// Slows down who guesses passwords: five failures for a name, or twenty from an address, within five minutes close it
/// until the oldest of them is that old. One password at a time is checked, for each takes a core for some tenths of a
/// second that a running test may need.
/// </summary>
internal sealed class LoginLimiter(TimeProvider time) : IDisposable
{
    private const int MostOfName = 5;

    // Several operators' terminals may come from one address.
    private const int MostOfAddress = 20;
    private const int MostKeys = 10_000;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Queue<DateTimeOffset>> _failures = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Checks a password unless there were too many failures.</summary>
    /// <exception cref="TooManyFailuresException">There were.</exception>
    public async Task<T?> CheckAsync<T>(LoginAttempt attempt, Func<T?> check, CancellationToken cancel)
        where T : class
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (IsClosed(attempt))
            {
                throw new TooManyFailuresException();
            }

            T? answer = await Task.Run(check, cancel).ConfigureAwait(false);
            if (answer is null)
            {
                Fail(attempt);
            }
            else
            {
                _failures.Remove(attempt.Name);
            }

            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private bool IsClosed(LoginAttempt attempt) =>
        Count(attempt.Name) >= MostOfName || Count(attempt.Address) >= MostOfAddress;

    private int Count(string key)
    {
        if (!_failures.TryGetValue(key, out Queue<DateTimeOffset>? failures))
        {
            return 0;
        }

        DateTimeOffset oldest = time.GetUtcNow() - s_window;
        while (failures.TryPeek(out DateTimeOffset at) && at < oldest)
        {
            failures.Dequeue();
        }

        return failures.Count;
    }

    private void Fail(LoginAttempt attempt)
    {
        // Made-up names must not fill the memory.
        if (_failures.Count > MostKeys)
        {
            _failures.Clear();
        }

        foreach (string key in (ReadOnlySpan<string>)[attempt.Name, attempt.Address])
        {
            if (!_failures.TryGetValue(key, out Queue<DateTimeOffset>? failures))
            {
                _failures[key] = failures = [];
            }

            failures.Enqueue(time.GetUtcNow());
        }
    }
}

/// <summary>What failures are counted by.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Address">Where the request came from.</param>
internal readonly record struct LoginAttempt(string Name, string Address);

/// <summary>Too many wrong passwords.</summary>
internal sealed class TooManyFailuresException : Exception
{
    /// <summary>Makes one.</summary>
    public TooManyFailuresException()
        : base("Too many wrong passwords: wait five minutes, or ask the administrator.")
    {
    }

    /// <summary>Makes one.</summary>
    public TooManyFailuresException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public TooManyFailuresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
