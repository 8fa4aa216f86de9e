namespace Experiments.Output.Inputs;

/// <summary>
/// A stream whose reader stops waiting when it is cancelled; what is waited for is left to another thread.
/// </summary>
internal sealed class InterruptibleStream(Func<Stream> open, CancellationToken cancellation) : ForwardStream
{
    private readonly Stream stream = open();
    private byte[] kept = [];

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        // The other thread may still write after this one has gone.
        kept = kept.Length >= buffer.Length ? kept : new byte[buffer.Length];
        var (target, length) = (kept, buffer.Length);
        var reading = Task.Run(() => stream.Read(target, 0, length), CancellationToken.None);
        reading.Wait(cancellation);
        target.AsSpan(0, reading.Result).CopyTo(buffer);
        return reading.Result;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // A read that still waits holds it.
        if (disposing && !cancellation.IsCancellationRequested)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
