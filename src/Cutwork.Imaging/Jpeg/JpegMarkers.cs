using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>Walks all markers of a JPEG file as libjpeg does: what lies between segments is passed over, coded bits among it.</summary>
internal ref struct JpegMarkers
{
    /// <summary>Start of a scan.</summary>
    public const int StartOfScan = 0xDA;

    private const int EndOfImage = 0xD9;

    private readonly ReadOnlySpan<byte> file;
    private int next = 2;

    /// <summary>Begins behind the start of the image.</summary>
    public JpegMarkers(ReadOnlySpan<byte> file) => this.file = file;

    /// <summary>The marker's second byte.</summary>
    public int Marker { get; private set; }

    /// <summary>What its segment holds.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The number of scans, or one more than a limit.</summary>
    public static int CountScans(ReadOnlySpan<byte> file, int limit)
    {
        int scans = 0;
        var markers = new JpegMarkers(file);
        while (scans <= limit && markers.MoveNext())
            scans += markers.Marker == StartOfScan ? 1 : 0;
        return scans;
    }

    /// <summary>The orientation stated before the first scan; 1 where none is.</summary>
    public static int ReadOrientation(ReadOnlySpan<byte> file)
    {
        var orientation = new JpegOrientation();
        var markers = new JpegMarkers(file);
        while (markers.MoveNext() && markers.Marker != StartOfScan)
            if (markers.Marker == 0xE1)
                orientation.See(markers.Content);
        return orientation.Value;
    }

    /// <summary>Goes to the next segment; false at the end of the image or of the file.</summary>
    public bool MoveNext()
    {
        while (next < file.Length)
        {
            int found = file[next..].IndexOf((byte)0xFF);
            if (found < 0)
                return false;
            next += found;
            while (next < file.Length && file[next] == 0xFF)
                next++;
            if (next == file.Length)
                return false;
            Marker = file[next++];
            if (Marker == EndOfImage)
                return false;
            if (Marker is 0 or 1 or (>= 0xD0 and <= 0xD8)) // a coded FF, and markers without a segment
                continue;
            if (file.Length - next < 2)
                return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[next..]);
            if (length < 2 || length > file.Length - next)
                return false;
            Content = file.Slice(next + 2, length - 2);
            next += length;
            return true;
        }
        return false;
    }
}
