# The training program written again, from the rules of emission/attestation/training/README.md.
import hashlib, json, sys
M=(1<<64)-1; G=0x9E3779B97F4A7C15
def mix(z):
    z=((z^(z>>30))*0xBF58476D1CE4E5B9)&M; z=((z^(z>>27))*0x94D049BB133111EB)&M; return z^(z>>31)
def draw(seed,stream,c): return mix((mix((seed+stream*G)&M)+c*G)&M)
def H(b): return hashlib.sha256(b).digest()
def tree(n):
    while len(n)>1: n=[H(b'\x01'+b''.join(n[i:i+16])) for i in range(0,len(n),16)]
    return n[0]
def tiles(m,cols,w):
    rows=len(m)//cols
    return [H(b'\x00'+b''.join((m[(t+i)*cols+l+j]).to_bytes(w,'big',signed=True) for i in range(32) for j in range(32))) for t in range(0,rows,32) for l in range(0,cols,32)]
class P:
    def __init__(s,I=32,Hd=32,O=32,B=32,N=256,hs=7,os=6,es=6,ls=8,seed=1,ds=1):
        s.I,s.H,s.O,s.B,s.N,s.hs,s.os,s.es,s.ls,s.seed,s.ds=I,Hd,O,B,N,hs,os,es,ls,seed,ds
        s.x=[];s.y=[]
        for n in range(N):
            l=n%8; s.y.append(l)
            s.x.append([(draw(ds,1,l*I+i)>>57)-64+(draw(ds,2,n*I+i)>>59)-16 for i in range(I)])
        s.root=tree(tiles([v for r in s.x for v in r],I,1)+[H(b'\x00'+bytes(s.y))])
    def enc(s):
        return b''.join(v.to_bytes(2,'big') for v in (1,s.I,s.H,s.O,s.B,s.N))+bytes((s.hs,s.os,s.es,s.ls))+s.seed.to_bytes(8,'big')+s.ds.to_bytes(8,'big')+s.root
    def init(s):
        return ([(draw(s.seed,3,i)>>50)-8192 for i in range(s.I*s.H)],[(draw(s.seed,4,i)>>50)-8192 for i in range(s.H*s.O)])
    def sroot(s,st): return tree(tiles(st[0],s.H,4)+tiles(st[1],s.O,4))
    def batch(s,t): return [draw(s.seed,5,t*s.B+i)%s.N for i in range(s.B)]
    def fwd(s,x,y,q1,q2):
        h=[[min(127,max(0,rs(sum(x[b][i]*q1[i*s.H+j] for i in range(s.I)),s.hs))) for j in range(s.H)] for b in range(len(x))]
        e=[[c8(c8(rs(sum(h[b][k]*q2[k*s.O+j] for k in range(s.H)),s.os))-(64 if j==y[b] else 0)) for j in range(s.O)] for b in range(len(x))]
        return h,e
    def step(s,st,t):
        bt=s.batch(t); x=[s.x[b] for b in bt]; y=[s.y[b] for b in bt]
        q1=[w>>8 for w in st[0]]; q2=[w>>8 for w in st[1]]
        h,e=s.fwd(x,y,q1,q2)
        d=[[c8(rs(sum(e[b][j]*q2[k*s.O+j] for j in range(s.O)),s.es)) if h[b][k]>0 else 0 for k in range(s.H)] for b in range(s.B)]
        w2=[cw(st[1][k*s.O+j]-rs(sum(h[b][k]*e[b][j] for b in range(s.B)),s.ls)) for k in range(s.H) for j in range(s.O)]
        w1=[cw(st[0][i*s.H+k]-rs(sum(x[b][i]*d[b][k] for b in range(s.B)),s.ls)) for i in range(s.I) for k in range(s.H)]
        return (w1,w2)
    def loss(s,st):
        h,e=s.fwd(s.x,s.y,[w>>8 for w in st[0]],[w>>8 for w in st[1]])
        return sum(v*v for r in e for v in r)
def rs(v,n): return (v+(1<<(n-1)))>>n
def c8(v): return max(-127,min(127,v))
def cw(v): return max(-32767,min(32767,v))
def vector(p,first,last,k,steps0=0):
    st=p.init(); r0=p.sroot(st); l0=p.loss(st); segs=[];leaves=[]
    for t in range(0,last+1):
        st=p.step(st,t)
        if t>=first:
            leaves.append(H(b'\x00'+b''.join(b.to_bytes(4,'big') for b in p.batch(t))))
            if (t+1)%k==0 or t==last: segs.append(p.sroot(st))
    return dict(program='0x'+p.enc().hex(),hash='0x'+H(p.enc()).hex(),initial_root='0x'+r0.hex(),first=first,last=last,steps_per_segment=k,
        state_root_out='0x'+segs[-1].hex(),trace_root='0x'+tree(segs).hex(),data_root='0x'+tree(leaves).hex(),loss_before=l0,loss_after=p.loss(st))
if __name__=='__main__':
    if len(sys.argv)>1:
        p=P(ls=int(sys.argv[1])); st=p.init()
        for t in range(40):
            if t%10==0: print(t,p.loss(st))
            st=p.step(st,t)
        print(40,p.loss(st))
    else:
        out=[vector(P(),0,19,4),vector(P(I=64,Hd=32,O=32,B=32,N=64,hs=8,seed=7,ds=9),0,2,2),vector(P(seed=2),4,7,4)]
        json.dump(out,sys.stdout,indent=1)
