namespace Experiments.Tests.Output.Files;

/// <summary>A file on a disk with so many bytes left.</summary>
internal sealed class FullDisk(FileStream file, long free, bool failsOnClose = false) : Stream
{
    private long left = free;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        left -= count;
        if (left < 0)
        {
            throw new IOException("No space left on device");
        }

        file.Write(buffer, offset, count);
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
        if (disposing && failsOnClose)
        {
            throw new IOException("No space left on device");
        }
    }
}
