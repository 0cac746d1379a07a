using System.Buffers;
using System.Runtime.CompilerServices;

namespace Cutwork;

/// <content>The rented memory in which strokes are laid.</content>
public sealed partial class Sketch
{
    internal Stage ToStage()
    {
        ReadOnlySpan<Stroke> laid = strokes.AsSpan(0, used);
        return isSound
            ? Stage.OfSound(scene.PlaceCount, origins, laid, isOrdered)
            : new Stage(scene.PlaceCount, origins, laid);
    }

    /// <summary>Gives the rented memory back; nothing can be drawn from here on.</summary>
    internal void Close()
    {
        isClosed = true;
        ArrayPool<Stroke>.Shared.Return(strokes);
        strokes = [];
        used = 0;
        if (partners.Length > 0)
            ArrayPool<int>.Shared.Return(partners);
        partners = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Stroke Next(int position)
    {
        if (used == strokes.Length)
            Grow();
        isSound &= (uint)position < (uint)scene.PlaceCount;
        isOrdered &= position >= lastPosition;
        lastPosition = position;
        return ref strokes[used++];
    }

    private void Grow()
    {
        CheckOpen();
        Stroke[] larger = ArrayPool<Stroke>.Shared.Rent(2 * used);
        strokes.AsSpan().CopyTo(larger);
        ArrayPool<Stroke>.Shared.Return(strokes);
        strokes = larger;
    }

    /// <summary>One policy asks once, and the next one may use the same memory; whoever asks twice gets more.</summary>
    private Span<int> RentPartners()
    {
        CheckOpen();
        int count = Scene.Count;
        if (partners.Length == 0)
            partners = ArrayPool<int>.Shared.Rent(count);
        if (partners.Length - partnersUsed < count)
            return new int[count];
        partnersUsed += count;
        return partners.AsSpan(partnersUsed - count, count);
    }

    private void CheckOpen()
    {
        if (isClosed)
            throw new InvalidOperationException(
                "This stage is drawn: a policy may use its sketch only within its Draw."
            );
    }
}
